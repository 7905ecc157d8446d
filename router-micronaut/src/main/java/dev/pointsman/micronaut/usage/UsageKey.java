package dev.pointsman.micronaut.usage;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Key of a row of usage.
 *
 * @param day the day of the call's end, in UTC
 * @param tenant the tenant; empty if the call is not attributed to a configured one
 * @param key the id of the tenant's key; empty if there is none
 * @param model the model's id; empty for calls that were refused, or failed without an attempt
 * @param goal the goal
 */
public record UsageKey(LocalDate day, String tenant, String key, String model, String goal) {
    private static final String SEPARATOR = "\t"; // no name has control characters
    private static final int NAMES = 4;

    static UsageKey of(LocalDate day, String row) {
        String[] names = Arrays.copyOf(row.split(SEPARATOR, -1), NAMES);
        return new UsageKey(day, names[0], names[1], names[2], names[3]);
    }

    /** Returns the names of all but the day as one text. */
    String row() {
        return String.join(SEPARATOR, plain(tenant), plain(key), plain(model), plain(goal));
    }

    private static String plain(String name) {
        return name.chars().anyMatch(Character::isISOControl) ? name.replaceAll("\\p{Cntrl}", " ") : name;
    }
}
