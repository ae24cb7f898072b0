# syntax=docker/dockerfile:1
FROM python:3.13-slim AS parts
WORKDIR /opt/denggao
COPY requirements/run.txt requirements/run.txt
# Which package index is asked is pip's own configuration; to pass one in:
#   docker build --secret id=pip,src=$HOME/.config/pip/pip.conf .
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/run.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/denggao --create-home denggao
WORKDIR /opt/denggao
COPY --from=parts /opt/denggao/.venv .venv
COPY pyproject.toml LICENSE ./
COPY command command
COPY workers workers
COPY playbooks playbooks
COPY static static
RUN .venv/bin/pip install --no-index --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q command workers
ENV PATH=/opt/denggao/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER denggao
VOLUME /var/lib/denggao
EXPOSE 8000
ENTRYPOINT ["denggao"]
CMD ["web", "--host", "0.0.0.0", "--port", "8000"]
