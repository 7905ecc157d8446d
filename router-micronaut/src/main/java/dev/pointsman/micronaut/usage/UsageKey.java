package dev.pointsman.micronaut.usage;

import java.time.LocalDate;

/**
 * Key of a row of usage.
 *
 * @param day the day of the call's end, in UTC
 * @param tenant the tenant; empty if the call is not attributed to a configured one
 * @param key the id of the tenant's key; empty if there is none
 * @param model the model's id; empty for calls that were refused, or failed without an attempt
 * @param goal the goal
 */
public record UsageKey(LocalDate day, String tenant, String key, String model, String goal) {}
