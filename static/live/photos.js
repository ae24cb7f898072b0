// Photos on their way to the server and back: how a page hands one over, shows it, says it failed.

import { t } from "../board/words.js";
import { eventPath, problemText, Refused, sendPhoto } from "./actions.js";

/** @returns {keep(file) → digest, hrefOf(digest), explain(failure) → text} */
export const photosOf = (event) => ({
  keep: (file) => sendPhoto(event, file),
  hrefOf: (digest) => `${eventPath(event)}/media/${digest}`,
  explain: (failure) =>
    failure instanceof Refused ? problemText(failure.problem) : t("ready.photo_unreached"),
});
