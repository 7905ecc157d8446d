package dev.pointsman.gateway;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Factory of a test's wall clock, in place of the system's; the test gives the time as a bean. */
@Factory
@Requires(bean = ShiftedTime.class)
final class ShiftedTimeFactory {

    @Primary
    @Singleton
    InstantSource wall(ShiftedTime time) {
        return time.wall();
    }
}
