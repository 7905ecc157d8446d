package dev.pointsman.growth;

import java.time.Duration;
import java.util.List;

/** Settings of the feature. */
record QuietHours(Duration pause, int atMost, List<String> days) {}
