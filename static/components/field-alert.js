// A new task calls: the phone shakes and sounds one note. The page shows the same in words;
// a phone on silent loses nothing but the sound.

const NOTE_HZ = 660;
const NOTE_S = 0.35;
const LOUDNESS = 0.25;
const SHAKE_MS = [300, 120, 300];

let sound = null;

/** Browsers let a page sound only after somebody touched it. */
export function allowSound(window) {
  const unlock = () => {
    const Sound = window.AudioContext ?? window.webkitAudioContext;
    if (Sound) sound ??= new Sound();
    void sound?.resume();
  };
  window.addEventListener("pointerdown", unlock);
}

/** Call the team once. */
export function callTeam(navigator) {
  navigator.vibrate?.(SHAKE_MS);
  if (sound?.state !== "running") return;
  const [tone, level] = [sound.createOscillator(), sound.createGain()];
  tone.frequency.value = NOTE_HZ;
  level.gain.setValueAtTime(LOUDNESS, sound.currentTime);
  level.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + NOTE_S);
  tone.connect(level).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + NOTE_S);
}
