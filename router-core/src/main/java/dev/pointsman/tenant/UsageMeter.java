package dev.pointsman.tenant;

import dev.pointsman.admission.Admission.Refusal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.UsageAccount;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limit or budget, with the account of its current period. Thread-safe. */
abstract class UsageMeter {

    /** Unit of a meter. */
    enum Unit {
        REQUESTS,
        TOKENS,
        CONCURRENT,
        MICRO_DOLLARS
    }

    private final Unit unit;
    private final Set<String> models; // empty for all

    UsageMeter(Unit unit, Set<String> models) {
        this.unit = unit;
        this.models = models;
    }

    Unit unit() {
        return unit;
    }

    Set<String> models() {
        return models;
    }

    /** Returns the account of the period at a time. */
    abstract UsageAccount account(long now);

    /** Returns the refusal of a call that does not fit. */
    abstract Refusal refusal(UsageAccount account, long amount, long now);

    abstract TenantBalance balance(long now);

    /** Returns the pool that serves calls when it is used up; null if they are refused. */
    @Nullable
    String poolWhenSpent() {
        return null;
    }

    boolean counts(Model model) {
        return models.isEmpty() || models.contains(model.id());
    }

    /** Returns whether it counts a model that may serve a request. */
    boolean counts(RouteRequest request, List<Model> candidates) {
        if (models.isEmpty()) {
            return true;
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (counts(candidates.get(i))
                    && request.models().admits(candidates.get(i).id())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether every model that may serve a request is counted. */
    boolean countsAll(RouteRequest request, List<Model> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (!counts(candidates.get(i))
                    && request.models().admits(candidates.get(i).id())) {
                return false;
            }
        }
        return true;
    }
}
