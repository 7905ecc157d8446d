package dev.pointsman.admission.internal;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Built-in eligibility rules: the hard constraints of a request, in the order in which they apply.
 *
 * <p>One class for all of them, instead of one each: the call of a rule stays monomorphic, and a decision as fast as a
 * chain of conditions.
 */
enum RequestConstraint implements EligibilityRule {
    OPERATION(Reason.OPERATION),
    MODEL(Reason.MODEL),
    PROVIDER(Reason.PROVIDER),
    REGION(Reason.REGION),
    CAPABILITY(Reason.CAPABILITY),
    CONTEXT_WINDOW(Reason.CONTEXT_WINDOW),
    TENANT(Reason.TENANT),
    PRICE(Reason.PRICE);

    private final Reason reason;

    RequestConstraint(Reason reason) {
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    @Override
    public String id() {
        return reason.toString();
    }

    @Override
    public boolean excludes(Model model, RouteRequest request, long nowNanos) {
        return switch (this) {
            case OPERATION -> !model.operations().contains(request.operation());
            case MODEL -> !request.models().admits(model.id());
            case PROVIDER -> !request.providers().admits(model.provider());
            case REGION -> !request.regions().admits(model.region());
            case CAPABILITY -> !hasAll(model, request.capabilities());
            case CONTEXT_WINDOW -> model.contextWindow() > 0 && request.expectedInputTokens() > model.contextWindow();
            case TENANT -> !model.tenants().isEmpty() && !serves(model, request.tenant());
            case PRICE -> request.priceCeiling() != null && !isWithin(request.priceCeiling(), model.price());
        };
    }

    private static boolean hasAll(Model model, Set<?> required) {
        return required.isEmpty() || model.capabilities().containsAll(required); // an empty set has an iterator, too
    }

    private static boolean serves(Model model, @Nullable String tenant) {
        return tenant != null && model.tenants().contains(tenant);
    }

    private static boolean isWithin(Pricing ceiling, @Nullable Pricing price) {
        return price != null && price.isWithin(ceiling);
    }

    @Override
    public String detail(Model model, RouteRequest request, long nowNanos) {
        return switch (this) {
            case OPERATION -> "supports " + model.operations() + ", required " + request.operation();
            case MODEL -> request.models().toString();
            case PROVIDER -> model.provider() + ", " + request.providers();
            case REGION -> (model.region() == null ? "unknown" : model.region()) + ", " + request.regions();
            case CAPABILITY -> "has " + model.capabilities() + ", required " + request.capabilities();
            case CONTEXT_WINDOW -> "window of " + model.contextWindow() + " tokens";
            case TENANT -> "not open to this tenant";
            case PRICE ->
                model.price() == null ? "price unknown" : model.price().toString();
        };
    }
}
