package dev.pointsman.decisionlog;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Makes a record of every decision when its attempt has ended, on the thread that ends it, and leaves out tenants and
 * sessions. For routers in virtual time and for tests; where calls are served, a {@link DecisionLog} keeps the work off
 * the caller's thread. Safe for all threads if the one who takes the records is.
 */
public final class DecisionListener implements RouterListener {
    private final PendingDecisions drafts;

    /**
     * A listener.
     *
     * @param policy the label of the policy; may be empty
     * @param time what the wall clock says
     * @param records takes each record; what it throws is logged by the router
     */
    public DecisionListener(String policy, InstantSource time, Consumer<? super LoggedDecision> records) {
        LoggedDecisionMapper reader =
                new LoggedDecisionMapper(policy, IdentityHasher.of(IdentityLogging.NONE, IdentityLogging.NONE, ""));
        this.drafts = new PendingDecisions(time, Integer.MAX_VALUE, draft -> records.accept(reader.read(draft)));
    }

    @Override
    public void decided(MadeDecision decision, Attempt attempt) {
        drafts.decided(decision, attempt);
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return drafts;
    }
}
