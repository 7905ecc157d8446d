package dev.pointsman.replay.simulator.session;

import dev.pointsman.strategy.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions by a parametric model: agents, whose turns follow each other after the seconds of a tool, and people, who read
 * and write. Eight applications have a system prompt each, which all their sessions share.
 *
 * @param perSecond mean rate of beginning sessions (Poisson); over 0
 * @param agents share of the agents' sessions, 0 to 1
 * @param agentTurns median turns of an agent's session
 * @param personPause median seconds of a person's pause
 * @param longPauses share of people's pauses that last for 400 to 3000 s
 * @param leastGrowth least tokens by which a prompt grows in a turn; the most is 3000
 * @param breaking share of applications whose prompts begin with something new each time, so that no cache finds them
 * @param singlesPerSecond mean rate of single calls beside the sessions; at least 0
 */
record GeneratedSessions(
        double perSecond,
        double agents,
        double agentTurns,
        double personPause,
        double longPauses,
        double leastGrowth,
        double breaking,
        double singlesPerSecond)
        implements SessionTraffic {

    /** As many sessions of agents as of people, one every four seconds. */
    static final GeneratedSessions USUAL = new GeneratedSessions(.25, .5, 12, 45, .05, 500, 0, 0);

    private static final long APART = 0x2545F4914F6CDD1DL; // these random numbers are not those of the providers

    GeneratedSessions withRate(double value) {
        return new GeneratedSessions(
                value, agents, agentTurns, personPause, longPauses, leastGrowth, breaking, singlesPerSecond);
    }

    GeneratedSessions withAgents(double share, double turns, double growth) {
        return new GeneratedSessions(
                perSecond, share, turns, personPause, longPauses, growth, breaking, singlesPerSecond);
    }

    GeneratedSessions withPeople(double share, double pause, double longShare) {
        return new GeneratedSessions(
                perSecond, 1 - share, agentTurns, pause, longShare, leastGrowth, breaking, singlesPerSecond);
    }

    GeneratedSessions withBreaking(double share) {
        return new GeneratedSessions(
                perSecond, agents, agentTurns, personPause, longPauses, leastGrowth, share, singlesPerSecond);
    }

    GeneratedSessions withSingles(double rate) {
        return new GeneratedSessions(
                perSecond, agents, agentTurns, personPause, longPauses, leastGrowth, breaking, rate);
    }

    @Override
    public List<Session> sessions(long seed, double seconds) {
        SessionDraws draws = new SessionDraws(RandomSource.seeded(seed ^ APART));
        SessionGenerator generator = new SessionGenerator(this, draws);
        List<Session> sessions = new ArrayList<>();
        double time = 0;
        for (int number = 0; ; number++) {
            time += draws.exponential(number, 0, SessionDraws.ARRIVAL) / perSecond;
            if (time >= seconds) {
                break;
            }
            sessions.add(generator.session(number, time));
        }
        if (singlesPerSecond > 0) {
            time = draws.exponential(sessions.size(), 0, SessionDraws.ARRIVAL) / singlesPerSecond;
            while (time < seconds) {
                int number = sessions.size();
                sessions.add(generator.single(number, time));
                time += draws.exponential(number + 1, 0, SessionDraws.ARRIVAL) / singlesPerSecond;
            }
        }
        return sessions;
    }
}
