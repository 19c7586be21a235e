#!/bin/sh
set -e
west build -b nrf52840dk/nrf52840 -p
cp build/zephyr/app_update.bin release/
# ^^^ sysbuild/old-output-path
