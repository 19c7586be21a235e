#!/bin/sh
set -e
west build -b nrf52840dk/nrf52840 -p
cp build/clock/zephyr/zephyr.signed.bin release/
