package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.config.ConfigErrors;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to live page settings. */
final class UiMapper {
    private UiMapper() {}

    static LiveSettings of(@Nullable UiConfig config, ConfigErrors at) {
        if (config == null) {
            return LiveSettings.DEFAULT;
        }
        Integer readers = config.readers();
        if (readers != null) {
            at.in("readers").require(readers >= 1, readers, ">= 1");
        }
        String controls = config.controls();
        if (controls != null) {
            // A path of this server: a page must not be sent elsewhere.
            at.in("controls")
                    .require(
                            controls.matches("/[\\w./-]*") && !controls.startsWith("//"),
                            controls,
                            "a path that begins with one /");
        }
        return new LiveSettings(readers == null ? LiveSettings.DEFAULT.readers() : readers, controls);
    }
}
