# The build brings its own Node (as a wheel) for the browser client; none of it stays in the image.
FROM python:3.13-slim AS build
ENV UV_PROJECT_ENVIRONMENT=/opt/flapover UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /src
COPY pyproject.toml hatch_build.py ./
# The libraries first: they change less often than Flapover.
RUN uv sync --no-dev --no-install-project
COPY web web
COPY methods methods
COPY server server
RUN uv sync --no-dev --no-editable

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin flapover \
    && install --directory --owner=flapover --group=flapover --mode=700 /data
COPY --from=build /opt/flapover /opt/flapover
ENV PATH=/opt/flapover/bin:$PATH PYTHONUNBUFFERED=1 FLAPOVER_DATA=/data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ.get(\"FLAPOVER_PORT\") or 8000}/healthz', timeout=4)"]
ENTRYPOINT ["flapover"]
