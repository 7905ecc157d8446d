package dev.pointsman.quality;

/**
 * Alarm of one test.
 *
 * @param model the model's id
 * @param signal the signal
 * @param label what the two opinions together say
 * @param since the hour at which the change began, as estimated; fractional
 * @param hour the hour of the alarm
 */
record Detection(String model, QualitySignal signal, QualityLabel label, double since, long hour) {}
