package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionWindowTest {
    private static final long MINUTE = 60_000_000_000L;

    private final SessionWindow window = new SessionWindow(30 * MINUTE);

    @Test
    void theCallsOfASessionAtItsFirstModelAreOneObservation() {
        window.add(draw(0, 7), QualitySignal.TOOL_CALLS, new double[] {1}, 0);
        window.add(draw(0, 7), QualitySignal.TOOL_CALLS, new double[] {0}, 10 * MINUTE);
        window.add(draw(1, 7), QualitySignal.TOOL_CALLS, new double[] {1}, 20 * MINUTE);

        assertThat(window.ended(49 * MINUTE)).isEmpty();
        List<SessionWindow.Ended> ended = window.ended(50 * MINUTE);
        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).losses()).containsExactly(0.5);
        assertThat(ended.get(0).draw().chosen()).isZero();
    }

    @Test
    void aSessionThatWasObservedIsIgnoredForADay() {
        window.add(draw(0, 7), QualitySignal.GRADES, new double[] {1}, 0);
        assertThat(window.ended(30 * MINUTE)).hasSize(1);
        window.add(draw(0, 7), QualitySignal.GRADES, new double[] {1}, 40 * MINUTE);
        assertThat(window.ended(200 * MINUTE)).isEmpty();
        window.add(draw(0, 7), QualitySignal.GRADES, new double[] {1}, 30 * 60 * MINUTE);
        assertThat(window.ended(32 * 60 * MINUTE)).hasSize(1);
    }

    @Test
    void aSessionThatNeverRestsIsObservedAfterADay() {
        for (int i = 0; i < 24 * 6 + 1; i++) {
            window.add(draw(0, 7), QualitySignal.GRADES, new double[] {0.5}, 10L * i * MINUTE);
        }
        assertThat(window.ended(24 * 60 * MINUTE)).hasSize(1);
    }

    private static Draw draw(int chosen, long session) {
        return new Draw(0, 0, 0, new float[] {0.5f, 0.5f}, chosen, true, session, true);
    }
}
