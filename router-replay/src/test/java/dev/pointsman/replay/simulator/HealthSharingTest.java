package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Eight routers with an exchange of health waste fewer calls on a broken provider than eight without one. */
class HealthSharingTest {
    private static final int SEEDS = Integer.getInteger("sharing.seeds", 2); // more print the table of all worlds

    @Test
    void eightRoutersTryABrokenProviderHardlyMoreOftenThanOne() {
        World outage = Worlds.all(FittedTraffic.CONVERSATIONS).stream()
                .filter(world -> world.name().equals("503"))
                .findFirst()
                .orElseThrow();
        HealthSharingTable.Row row = new HealthSharingTable(SEEDS).row(outage);
        if (SEEDS > 2) {
            new HealthSharingTable(SEEDS).print(System.out);
        }
        System.out.printf(
                "wasted in an outage of 600 s: one router %.0f, eight apart %.0f, eight with the exchange %.0f%n",
                row.wasted().get(0), row.wasted().get(1), row.wasted().get(2));
        assertThat(row.wasted().get(2))
                .isLessThanOrEqualTo(40)
                .isLessThan(row.wasted().get(1) / 3);
        assertThat(row.loss().get(2)).isLessThan(row.loss().get(1) + .01);
    }

    @Test
    void valuesOutOfRangeAreRejected() {
        assertThatThrownBy(() -> new SimulatedStore(-1, 0)).hasMessage("delay: -1.0 (expected: >= 0)");
        assertThatThrownBy(() -> new SimulatedStore(0, 2)).hasMessage("loss: 2.0 (expected: from 0 to 1)");
    }
}
