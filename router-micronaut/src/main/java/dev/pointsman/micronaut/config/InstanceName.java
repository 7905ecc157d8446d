package dev.pointsman.micronaut.config;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Instance name in decision ids: valid in a header, a log line and a file name. */
final class InstanceName {
    private static final int LONGEST = 64;

    private InstanceName() {}

    static String of(@Nullable String given, ConfigErrors report) {
        if (given == null) {
            return HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        }
        report.require(
                given.matches("[A-Za-z0-9._-]{1," + LONGEST + "}"),
                given,
                "1 to " + LONGEST + " letters, digits or . _ -");
        return given;
    }
}
