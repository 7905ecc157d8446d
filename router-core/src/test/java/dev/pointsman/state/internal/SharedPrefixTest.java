package dev.pointsman.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Misses in a provider's cache are the provider's fault, or that of an application whose prompts never match. */
class SharedPrefixTest {
    private static final double YOUNG = .99; // survival of a prompt that was just read

    private final SharedPrefix application = new SharedPrefix();

    @Test
    void aHitTellsOfTheProvider() {
        assertThat(application.weight(1, YOUNG)).isEqualTo(1);
    }

    @Test
    void anEarlyMissOfAnUntestedApplicationTellsLittleOfTheProvider() {
        assertThat(application.weight(0, YOUNG)).isCloseTo(.01 / (1 - .8 * YOUNG), within(1e-12));
        assertThat(application.weight(0, .5))
                .as("near the end of its time to live")
                .isGreaterThan(.8);
    }

    @Test
    void aMissAfterAHitIsTheProvidersFault() {
        application.cached(1, YOUNG);
        assertThat(application.weight(0, YOUNG)).isCloseTo(1, within(1e-12));
        assertThat(application.weight(0, 1)).as("the impossible").isEqualTo(1);
    }

    @Test
    void anApplicationWhosePromptsNoLongerMatchIsUntestedAgain() {
        application.cached(1, YOUNG);
        for (int i = 0; i < 30; i++) {
            application.cached(0, YOUNG);
        }
        assertThat(application.weight(0, YOUNG)).isLessThan(.1);
        assertThat(application.isReliable()).isFalse();
    }
}
