package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.RoutingDecision;
import jakarta.inject.Singleton;

/** Listener that feeds the live page. While no page is open, it reads one field and returns. */
@Singleton
@LivePage
final class LiveListener implements RouterListener {
    private final TrafficCounters traffic;
    private final GoalCounters goals;
    private final DecisionSampler sampler;

    LiveListener(TrafficCounters traffic, GoalCounters goals, DecisionSampler sampler) {
        this.traffic = traffic;
        this.goals = goals;
        this.sampler = sampler;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        if (traffic.isWatched()) {
            traffic.decided(decision, attempt.model(), attempt.request().operation());
            goals.asked(decision.pool(), decision.goal());
            sampler.offer(decision, attempt);
        }
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return traffic.flow(model, operation);
    }
}
