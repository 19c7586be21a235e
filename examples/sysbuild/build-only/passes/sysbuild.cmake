ExternalZephyrProject_Add(
  APPLICATION factory_test
  SOURCE_DIR ${APP_DIR}/factory_test
  BUILD_ONLY true
)
