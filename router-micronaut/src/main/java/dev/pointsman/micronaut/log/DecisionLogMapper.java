package dev.pointsman.micronaut.log;

import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.EnumValues;
import dev.pointsman.micronaut.config.RangeChecks;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.format.ReadableBytesTypeConverter;
import io.micronaut.core.reflect.ClassUtils;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Mapper from decision log configuration to settings. */
final class DecisionLogMapper {
    private static final String LOG = "dev.pointsman.decisionlog.DecisionLog";

    private DecisionLogMapper() {}

    /** Recording of a name. */
    private enum Said {
        NONE,
        HASHED
    }

    /** Returns the settings; null for no log, or if an error is reported. */
    static @Nullable DecisionLogSettings of(@Nullable DecisionLogConfig config, ConfigErrors at) {
        if (config == null) {
            return null;
        }
        RangeChecks given = new RangeChecks(at);
        boolean tenants = hashes(config.tenant(), at.in("tenant"));
        boolean sessions = hashes(config.session(), at.in("session"));
        if ((tenants || sessions) && config.salt() == null) {
            at.in("salt").missing("a secret, as tenants or sessions are hashed");
        }
        Long size = config.maxFileSize() == null ? null : size(config.maxFileSize(), at.in("max-file-size"));
        Integer files = given.checked("max-files", config.maxFiles(), value -> value >= 1, ">= 1");
        Integer queue = given.checked("queue", config.queue(), value -> value >= 1, ">= 1");
        boolean enabled = RangeChecks.or(false, config.enabled());
        Path path = path(config.path(), enabled, at.in("path"));
        at.in("enabled")
                .require(
                        !enabled || ClassUtils.isPresent(LOG, null),
                        true,
                        "false, as pointsman-decision-log is not on the class path");
        return enabled && path != null
                ? new DecisionLogSettings(path, size, files, queue, tenants, sessions, config.salt(), config.policy())
                : null;
    }

    private static boolean hashes(@Nullable String word, ConfigErrors at) {
        return word != null && EnumValues.of(Said.class, word, at) == Said.HASHED;
    }

    private static @Nullable Path path(@Nullable String text, boolean enabled, ConfigErrors at) {
        if (text == null) {
            at.require(!enabled, "missing", "a file");
            return null;
        }
        at.require(!text.endsWith(".gz"), text, "a file that is not compressed");
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            at.refuse(text, "a file");
            return null;
        }
    }

    private static @Nullable Long size(String text, ConfigErrors at) {
        long bytes = new ReadableBytesTypeConverter()
                .convert(text, Number.class, ConversionContext.DEFAULT)
                .map(Number::longValue)
                .orElse(0L);
        return at.require(bytes > 0, text, "a size such as 100MB") ? bytes : null;
    }
}
