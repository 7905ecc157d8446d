package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import jakarta.inject.Singleton;

/** Hears the calls for the live page. While nobody watches, it reads one field and returns. */
@Singleton
@LivePage
final class LiveListener implements RouterListener {
    private final Traffic traffic;
    private final Wishes wishes;
    private final Tray tray;

    LiveListener(Traffic traffic, Wishes wishes, Tray tray) {
        this.traffic = traffic;
        this.wishes = wishes;
        this.tray = tray;
    }

    @Override
    public void decided(MadeDecision decision, Attempt attempt) {
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
