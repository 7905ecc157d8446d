package dev.pointsman.replay.simulator;

import dev.pointsman.model.FailureKind;
import java.util.List;

/**
 * Oracle policy: takes the provider with the least expected time, given the current regime and queue length of each
 * provider, but not the random numbers of the call.
 */
final class OraclePolicy implements SimulatedPolicy {
    static final String NAME = "oracle";

    private final List<SimulatedProvider> servers;
    private final double meanOutput;
    private final RunMetrics meter;

    OraclePolicy(List<SimulatedProvider> servers, double meanOutput, RunMetrics meter) {
        this.servers = servers;
        this.meanOutput = meanOutput;
        this.meter = meter;
    }

    @Override
    public void call(long request, CallArrival arrival) {
        new User(request, arrival).next();
    }

    private SimulatedProvider best(CallArrival arrival, int tried) {
        double[] times = new double[servers.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = isUsable(servers.get(i), tried) ? time(servers.get(i), arrival) : Double.MAX_VALUE;
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < times.length; i++) {
            if ((tried & (1 << i)) == 0) {
                double loss = loss(i, times);
                if (loss < least) {
                    least = loss;
                    best = i;
                }
            }
        }
        return servers.get(Math.max(best, 0));
    }

    private static boolean isUsable(SimulatedProvider server, int tried) {
        return (tried & (1 << server.index())) == 0 && server.isUsable();
    }

    private double time(SimulatedProvider server, CallArrival arrival) {
        double service = server.meanService(arrival.inputTokens(), meanOutput);
        return service + server.meanWait(service);
    }

    private double loss(int index, double[] times) {
        double alternative = Double.MAX_VALUE;
        for (int i = 0; i < times.length; i++) {
            alternative = i == index ? alternative : Math.min(alternative, times[i]);
        }
        double failing = servers.get(index).failureRate();
        double afterwards = alternative == Double.MAX_VALUE ? SimulationResult.FAILURE_SECONDS : alternative;
        return (1 - failing) * times[index]
                + failing * (servers.get(index).spec().errorSeconds() + afterwards);
    }

    private final class User implements SimulatedAttempt.Caller {
        private final long request;
        private final CallArrival arrival;
        private int attempts;
        private int tried;
        private int provider;

        User(long request, CallArrival arrival) {
            this.request = request;
            this.arrival = arrival;
        }

        void next() {
            SimulatedProvider server = best(arrival, tried);
            provider = server.index();
            tried |= 1 << provider;
            meter.attempt(provider, attempts == 0);
            server.take(new SimulatedAttempt(request, attempts++, arrival, server, this, null));
        }

        @Override
        public void firstToken() {}

        @Override
        public void served() {
            meter.served(arrival, provider);
        }

        @Override
        public void failed(FailureKind kind, double retryAfter) {
            if (attempts < Math.min(Simulation.ATTEMPTS, servers.size())) {
                next();
            } else {
                meter.failed(arrival);
            }
        }
    }
}
