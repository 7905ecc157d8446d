package dev.pointsman.replay.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionSimulationTest {
    private static final double MINUTES = 600;

    @Test
    void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
        for (SessionWorld world : List.of(named("brown-out"), named("clouds, 3 routers, affine"))) {
            SessionWorld small = world.withSeconds(MINUTES);
            long first = new SessionSimulation(small, 1)
                    .run(SessionGoal.BALANCED.strategy())
                    .hash();
            long again = new SessionSimulation(small, 1)
                    .run(SessionGoal.BALANCED.strategy())
                    .hash();
            long other = new SessionSimulation(small, 2)
                    .run(SessionGoal.BALANCED.strategy())
                    .hash();

            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
        }
    }

    @Test
    void everyPolicyMeetsTheSameTurns() {
        SessionWorld world = named("calm").withSeconds(MINUTES);
        Set<Integer> turns = new HashSet<>();
        for (RoutingStrategy strategy : List.of(SessionGoal.COST.strategy(), SessionHashing.strategy())) {
            turns.add(new SessionSimulation(world, 3).run(strategy).turns());
        }
        for (SessionOracle oracle : SessionOracle.values()) {
            turns.add(new SessionSimulation(world, 3)
                    .run(oracle, GoalWeights.SPEED)
                    .turns());
        }

        assertThat(turns).hasSize(1).allMatch(count -> count > 1000);
    }

    @Test
    void sessionsHaveTheirLengthsPausesAndBeginnings() {
        List<Session> sessions = GeneratedSessions.USUAL.sessions(1, 36_000);

        assertThat(sessions.size()).isBetween(8600, 9400);
        assertThat(sessions.stream().mapToInt(session -> session.turns().size()))
                .allMatch(turns -> turns >= 1 && turns <= 60);
        assertThat(sessions.stream().mapToInt(Session::beginningTokens).distinct())
                .hasSize(8);
        assertThat(sessions.stream().mapToInt(Session::beginningTokens))
                .allMatch(tokens -> tokens >= 2000 && tokens <= 20_000);
        double[] pauses = sessions.stream()
                .flatMap(session -> session.turns().stream().skip(1))
                .mapToDouble(SessionTurn::pause)
                .sorted()
                .toArray();
        assertThat(pauses[0]).isGreaterThanOrEqualTo(1);
        assertThat(pauses[pauses.length - 1]).isBetween(2500., 3000.);
        assertThat(sessions.stream()
                        .flatMap(session -> session.turns().stream())
                        .mapToInt(SessionTurn::outputTokens)
                        .average()
                        .orElseThrow())
                .isCloseTo(270, within(5.));
        for (Session session : sessions) {
            for (int turn = 1; turn < session.turns().size(); turn++) {
                int grown = session.turns().get(turn).prompt().tokens()
                        - session.turns().get(turn - 1).prompt().tokens();
                assertThat(grown).isBetween(499, 3000);
            }
        }
    }

    @Test
    void aPinnedSessionReadsItsPromptFromTheCacheAndPaysForIt() {
        SessionWorld world = reversal();
        SessionResult pinned = new SessionSimulation(world, 1).run(SessionOracle.PINNED, GoalWeights.COST);
        SessionResult cheapest = new SessionSimulation(world, 1).run(SessionGoal.known("ordered"));

        assertThat(pinned.shares().get(1)).as("the costly one").isGreaterThan(.9);
        assertThat(cheapest.shares().get(0)).as("the cheap one without a cache").isGreaterThan(.99);
        assertThat(pinned.dollarsPerTurn()).isLessThan(.5 * cheapest.dollarsPerTurn());
        assertThat(pinned.moveRate()).isLessThan(.02);
        assertThat(cheapest.cachedTokens()).isLessThan(pinned.cachedTokens() / 100);
    }

    @Test
    void noOracleIsWorseThanAPolicyByMuch() {
        for (SessionWorld world : List.of(named("calm"), named("503"), named("drift, people"))) {
            SessionWorld small = world.withSeconds(2400);
            for (SessionGoal goal : SessionGoal.values()) {
                double best = Double.POSITIVE_INFINITY;
                for (SessionOracle oracle : SessionOracle.values()) {
                    best = Math.min(
                            best,
                            new SessionSimulation(small, 1)
                                    .run(oracle, goal.weights())
                                    .loss(goal.weights()));
                }
                double own =
                        new SessionSimulation(small, 1).run(goal.strategy()).loss(goal.weights());
                assertThat(own / best).as("%s, %s", world.name(), goal).isGreaterThan(.99);
            }
        }
    }

    @Test
    void routersThatShareSessionsKeepThemAndOthersDoNot() {
        SessionWorld world = named("calm").withSeconds(MINUTES);
        RoutingStrategy sticky = SessionGoal.known("sticky");
        SessionResult one = new SessionSimulation(world, 1).run(sticky);
        SessionResult own = new SessionSimulation(world.withRouters(3, RouterSharing.OWN_BOOKS), 1).run(sticky);
        SessionResult shared = new SessionSimulation(world.withRouters(3, RouterSharing.SHARED_BOOK), 1).run(sticky);
        SessionResult affine =
                new SessionSimulation(world.withRouters(3, RouterSharing.AFFINE_BALANCER), 1).run(sticky);

        assertThat(one.moveRate()).isLessThan(.03);
        assertThat(shared.moveRate()).isLessThan(.03);
        assertThat(affine.moveRate()).isLessThan(.03);
        assertThat(own.moveRate()).isGreaterThan(.05);
    }

    @Test
    void routersWithoutKeysKnowNoSession() {
        SessionWorld world = named("calm").withSeconds(MINUTES);
        RoutingStrategy sticky = SessionGoal.known("sticky");
        double known = new SessionSimulation(world, 1).run(sticky).moveRate();
        for (SessionHints hints : List.of(SessionHints.NONE, SessionHints.CHANGING_KEY)) {
            assertThat(new SessionSimulation(world.with(hints), 1).run(sticky).moveRate())
                    .as("%s", hints)
                    .isGreaterThan(5 * known);
        }
    }

    @Test
    void aGeneratorMakesTheSameWorldsAgain() {
        assertThat(RandomSessionWorlds.worlds(24, 3)).isEqualTo(RandomSessionWorlds.worlds(24, 3));
        assertThat(RandomSessionWorlds.worlds(1, 3).get(0).providers())
                .isNotEqualTo(RandomSessionWorlds.worlds(1, 4).get(0).providers());
    }

    @Test
    void worldsHaveNamesOfTheirOwn() {
        Map<String, Integer> sizes = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (SessionGroup group : SessionGroup.all(1)) {
            sizes.put(group.name(), group.worlds().size());
            group.worlds()
                    .forEach(world ->
                            assertThat(names.add(world.name())).as(world.name()).isTrue());
        }

        assertThat(sizes)
                .containsEntry("development", 10)
                .containsEntry("held", 17)
                .containsEntry("random", 24);
    }

    private static SessionWorld reversal() {
        return named("reversal").withSeconds(1200);
    }

    private static SessionWorld named(String name) {
        return SessionGroup.all(1).stream()
                .flatMap(group -> group.worlds().stream())
                .filter(world -> world.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
