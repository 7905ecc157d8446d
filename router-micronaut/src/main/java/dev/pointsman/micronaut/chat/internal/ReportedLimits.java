package dev.pointsman.micronaut.chat.internal;

import dev.pointsman.model.Model;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.time.NanoClock;
import dev.pointsman.wire.failure.FailureReader;
import io.micronaut.http.HttpHeaders;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Receiver of what one provider reports of its limits with its answers. Thread-safe. */
public interface ReportedLimits {

    /** Limits of a provider that are not learned. */
    ReportedLimits NONE = new ReportedLimits() {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public void told(Model model, HttpHeaders headers, long sent) {}
    };

    /** Returns the limits of a provider. */
    static ReportedLimits of(String provider, @Nullable ProviderLimits learned, NanoClock nanos, InstantSource clock) {
        if (learned == null || !learned.isLearning(provider)) {
            return NONE;
        }
        return new ReportedLimits() {
            @Override
            public long now() {
                return nanos.nanos();
            }

            @Override
            public void told(Model model, HttpHeaders headers, long sent) {
                learned.told(model, FailureReader.readings(headers::get, clock.instant()), sent, nanos.nanos());
            }
        };
    }

    /** Returns the time, for {@link #told}. */
    long now();

    /** Takes the headers of an answer to a request that was sent at a time. */
    void told(Model model, HttpHeaders headers, long sent);
}
