package dev.pointsman.replay.simulator.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Generator of single sessions.
 *
 * @param traffic their distributions
 * @param draws their random numbers
 */
record SessionGenerator(GeneratedSessions traffic, SessionDraws draws) {
    private static final int APPLICATIONS = 8;
    private static final double LEAST_BEGINNING = 2000;
    private static final double MOST_BEGINNING = 20_000;
    private static final double MOST_TURNS = 60;
    private static final double AGENT_TURNS_SD = 1;
    private static final double PERSON_TURNS = 4;
    private static final double PERSON_TURNS_SD = .9;
    private static final double PAUSE_SD = .9;
    private static final double MOST_GROWTH = 3000;
    private static final double GROWTH_SD = .3; // from turn to turn
    private static final double COUNT_SD = .1;
    private static final long UNIQUE = 1L << 40; // keys from here on belong to one turn alone

    Session session(int number, double start) {
        boolean agent = draws.uniform(number, 0, SessionDraws.AGENT) < traffic.agents();
        int application = (int) (APPLICATIONS * draws.uniform(number, 0, SessionDraws.APPLICATION));
        boolean breaks = draws.uniform(-1 - application, 0, SessionDraws.BREAKING) < traffic.breaking();
        int beginning = beginning(application);
        double growth = draws.logUniform(number, 0, SessionDraws.GROWTH, traffic.leastGrowth(), MOST_GROWTH);
        int size = turns(number, agent);
        List<SessionTurn> turns = new ArrayList<>(size);
        int tokens = beginning;
        for (int turn = 0; turn < size; turn++) {
            double grown = growth * Math.exp(GROWTH_SD * draws.normal(number, turn, SessionDraws.TURN_GROWTH));
            tokens += (int) clamp(grown, traffic.leastGrowth(), MOST_GROWTH);
            double pause = turn == 0 ? 0 : agent ? toolPause(number, turn) : personPause(number, turn);
            int output = (int) draws.logUniform(number, turn, SessionDraws.OUTPUT, 50, 800);
            long unique = UNIQUE + (long) number * Session.MOST_TURNS + turn;
            PromptPrefixes prompt = breaks
                    ? new PromptPrefixes(new long[] {unique}, new int[] {tokens})
                    : new PromptPrefixes(new long[] {-1 - application, number}, new int[] {beginning, tokens});
            turns.add(new SessionTurn(start, pause, prompt, output));
        }
        return new Session(number, false, countFactor(number), 1 + application, beginning, turns);
    }

    /** Returns a single call with the lengths of conversations (Azure 2023). */
    Session single(int number, double start) {
        int input = (int) clamp(760 * Math.exp(.985 * draws.normal(number, 0, SessionDraws.TURN_GROWTH)), 1, 14_050);
        int output = (int) clamp(151 * Math.exp(.859 * draws.normal(number, 0, SessionDraws.PAUSE)), 1, 1000);
        PromptPrefixes prompt =
                new PromptPrefixes(new long[] {UNIQUE + (long) number * Session.MOST_TURNS}, new int[] {input});
        return new Session(number, true, countFactor(number), 0, 0, List.of(new SessionTurn(start, 0, prompt, output)));
    }

    private static int beginning(int application) {
        double share = (double) application / (APPLICATIONS - 1);
        return (int) Math.rint(LEAST_BEGINNING * Math.pow(MOST_BEGINNING / LEAST_BEGINNING, share));
    }

    private int turns(int number, boolean agent) {
        double normal = draws.normal(number, 0, SessionDraws.TURNS);
        double turns = agent
                ? traffic.agentTurns() * Math.exp(AGENT_TURNS_SD * normal)
                : PERSON_TURNS * Math.exp(PERSON_TURNS_SD * normal);
        return (int) clamp(Math.rint(turns), 1, MOST_TURNS);
    }

    private double toolPause(int number, int turn) {
        return 1 + 4 * draws.uniform(number, turn, SessionDraws.PAUSE);
    }

    private double personPause(int number, int turn) {
        if (draws.uniform(number, turn, SessionDraws.LONG_PAUSE) < traffic.longPauses()) {
            return draws.logUniform(number, turn, SessionDraws.PAUSE, 400, 3000);
        }
        return clamp(
                traffic.personPause() * Math.exp(PAUSE_SD * draws.normal(number, turn, SessionDraws.PAUSE)), 10, 300);
    }

    private double countFactor(int number) {
        return Math.exp(COUNT_SD * draws.normal(number, 0, SessionDraws.COUNT));
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
