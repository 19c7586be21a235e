# ncslint_check(): checks the application of this build, with its board, its suffix and what is given on the command line.
#
#   -DNCSLINT=error   errors stop the build; the default
#   -DNCSLINT=warn    they are shown
#   -DNCSLINT=off     nothing is run
#   -DNCSLINT_EXECUTABLE=...  ncslint itself, or its cli.js
include_guard(GLOBAL)

set(NCSLINT error CACHE STRING "What errors of ncslint do to the build: error, warn, off")
set_property(CACHE NCSLINT PROPERTY STRINGS error warn off)

function(ncslint_check)
  # Once for each time that CMake runs, whoever asks.
  get_property(checked GLOBAL PROPERTY NCSLINT_CHECKED)
  if(NCSLINT STREQUAL "off" OR checked)
    return()
  endif()
  set_property(GLOBAL PROPERTY NCSLINT_CHECKED TRUE)
  ncslint_command(command)
  if(NOT command)
    message(WARNING "ncslint was not found; -DNCSLINT_EXECUTABLE=<path> names it, -DNCSLINT=off turns it off")
    return()
  endif()

  set(arguments --era sysbuild --color never)
  if(DEFINED BOARD)
    string(REGEX REPLACE "@.*" "" board "${BOARD}")
    if(BOARD_REVISION)
      string(APPEND board "@${BOARD_REVISION}")
    endif()
    # With a slash in front: /nrf52840.
    string(APPEND board "${BOARD_QUALIFIERS}")
    list(APPEND arguments "--board=${board}")
  endif()
  if(FILE_SUFFIX)
    list(APPEND arguments "--suffix=${FILE_SUFFIX}")
  endif()
  if(EXISTS "${ZEPHYR_NRF_MODULE_DIR}/VERSION")
    file(STRINGS "${ZEPHYR_NRF_MODULE_DIR}/VERSION" version LIMIT_COUNT 1)
    string(STRIP "${version}" version)
    list(APPEND arguments "--sdk=${version}")
  endif()
  ncslint_given(given)
  execute_process(
    COMMAND ${command} ${arguments} ${APP_DIR} -- ${given}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE problem
  )

  if(result STREQUAL "0")
    message(STATUS "ncslint: nothing that stops the build")
    return()
  endif()
  # A notice is printed as it is, an error would be wrapped.
  message(NOTICE "${output}${problem}")
  if(result STREQUAL "1" AND NOT NCSLINT STREQUAL "warn")
    message(FATAL_ERROR "ncslint found mistakes, see above. -DNCSLINT=warn builds all the same.")
  elseif(result STREQUAL "1")
    message(WARNING "ncslint found mistakes, see above.")
  else()
    message(WARNING "ncslint could not check this build (${result}).")
  endif()
endfunction()

# The command as a list; empty where there is none.
function(ncslint_command result)
  # A variable of this file would not be seen: sysbuild calls from another folder.
  get_filename_component(own ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../../dist/cli.js ABSOLUTE)
  if(NOT NCSLINT_EXECUTABLE AND EXISTS ${own})
    set(NCSLINT_EXECUTABLE ${own})
  endif()
  find_program(NCSLINT_EXECUTABLE ncslint)
  if(NCSLINT_EXECUTABLE MATCHES "\\.js$")
    find_program(NCSLINT_NODE NAMES node nodejs)
    set(${result} ${NCSLINT_NODE} ${NCSLINT_EXECUTABLE} PARENT_SCOPE)
  elseif(NCSLINT_EXECUTABLE)
    set(${result} ${NCSLINT_EXECUTABLE} PARENT_SCOPE)
  else()
    set(${result} "" PARENT_SCOPE)
  endif()
endfunction()

# What somebody gave as -D..., without what is said otherwise. When this runs Zephyr has put some of it elsewhere: symbols of
# sysbuild are in CLI_SB_CONFIG_..., zephyr/cmake/modules/kconfig.cmake:379 (2.4.0), and shields have a text of their own,
# zephyr/cmake/modules/extensions.cmake:2320 (2.4.0).
function(ncslint_given result)
  set(given)
  get_cmake_property(variables CACHE_VARIABLES)
  foreach(variable ${variables})
    get_property(help CACHE ${variable} PROPERTY HELPSTRING)
    if(help STREQUAL "No help, variable specified on the command line." OR variable MATCHES "^(SHIELD|SNIPPET|CLI_SB_CONFIG_.*)$")
      string(REGEX REPLACE "^CLI_" "" name "${variable}")
      if(NOT name MATCHES "^(APP_DIR|BOARD(_REVISION|_QUALIFIERS)?|FILE_SUFFIX|WEST_PYTHON|Zephyr.*_DIR|ZEPHYR_BASE|ZEPHYR_MODULES|NCSLINT.*|CMAKE_.*)$")
        string(REPLACE ";" "\\;" value "$CACHE{${variable}}")
        list(APPEND given "-D${name}=${value}")
      endif()
    endif()
  endforeach()
  set(${result} "${given}" PARENT_SCOPE)
endfunction()
