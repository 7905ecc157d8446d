package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.replay.simulator.AccountLimitTable.Row;
import dev.pointsman.replay.simulator.AccountLimitTable.Way;
import dev.pointsman.replay.simulator.SimulatedSharing.AccountLimits;
import dev.pointsman.router.ModelRouter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Eight routers that share accounts, a store with a delay of 50 ms that loses 1 % of the messages, and a budget. */
class AccountLimitTest {
    private static final int SEEDS = Integer.getInteger("sharing.seeds", 1); // more print the tables

    private static World limited() {
        return Worlds.all(FittedTraffic.CONVERSATIONS).stream()
                .filter(world -> world.name().equals("rate limits"))
                .findFirst()
                .orElseThrow();
    }

    /** The two limited providers have one account of 180 calls a minute. */
    private static World oneAccount() {
        World world = limited();
        List<ProviderSpec> providers = world.providers().stream()
                .map(provider -> provider.perMinute() == 0
                        ? provider
                        : provider.toBuilder().perMinute(180).account("shared").build())
                .toList();
        return new World("one account", providers, world.traffic(), world.seconds(), 1, null);
    }

    @Test
    void learnedLimitsAreKeptAheadOfRefusals() {
        for (World world : List.of(limited(), oneAccount())) {
            AccountLimitTable table = new AccountLimitTable(world, SEEDS);
            if (SEEDS > 1) {
                table.print(System.out);
            }
            Row row = table.row(Way.LEARNED);
            System.out.printf(
                    "%s, eight routers: %.2f %% of the attempts refused, %.3f attempts of a call%n",
                    world.name(), 100 * row.limited(), row.attempts());
            assertThat(row.limited()).isLessThanOrEqualTo(.005);
            assertThat(row.attempts()).isLessThanOrEqualTo(1.02);
        }
    }

    @Test
    void aBudgetOfAllRoutersIsSpentAndNotMuchMore() {
        World world = Worlds.all(FittedTraffic.CONVERSATIONS)
                .get(0)
                .withSeconds(1_200)
                .withRouters(8);
        double budget = 4;
        SimulationResult result = Simulation.of(world, 1)
                .runShared(
                        Objects.requireNonNull(
                                ModelRouter.builder().strategies().get("speed")),
                        new SimulatedSharing(new SimulatedStore(.05, .01), AccountLimits.NONE, budget));
        double spent = result.costPerCall() * result.calls() * (1 - result.failureRate());
        double call = result.costPerCall();
        System.out.printf("budget %.2f: spent %.4f, %d calls refused%n", budget, spent, result.refused());
        assertThat(result.refused()).isPositive();
        assertThat(spent).isBetween(.98 * budget, budget + 8 * call);
    }

    @Test
    void providersOfOneAccountHaveOneLimit() {
        World world = limited();
        List<ProviderSpec> providers = world.providers().stream()
                .map(provider -> provider.toBuilder().account("shared").build())
                .toList();
        assertThatThrownBy(() -> new World("wrong", providers, world.traffic(), 60, 1, null))
                .hasMessage("providers.p2.perMinute: 120 (expected: 60, as of the other providers of its account)");
    }
}
