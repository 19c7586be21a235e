ExternalZephyrProject_Add(
# ^^^ sysbuild/build-only
  APPLICATION factory_test
  SOURCE_DIR ${APP_DIR}/factory_test
)
