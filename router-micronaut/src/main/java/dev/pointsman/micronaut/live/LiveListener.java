package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import dev.pointsman.router.RoutingDecision;
import jakarta.inject.Singleton;

/** Hears the calls for the live page. While nobody watches, it reads one field and returns. */
@Singleton
@LivePage
final class LiveListener implements RouterListener {
    private final TrafficCounters traffic;
    private final GoalCounters wishes;
    private final DecisionSampler tray;

    LiveListener(TrafficCounters traffic, GoalCounters wishes, DecisionSampler tray) {
        this.traffic = traffic;
        this.wishes = wishes;
        this.tray = tray;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        if (traffic.isWatched()) {
            traffic.decided(decision.pool(), attempt.model(), attempt.request().operation());
            wishes.asked(decision.pool(), decision.goal());
            tray.offer(decision, attempt);
        }
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return traffic.flow(model, operation);
    }
}
