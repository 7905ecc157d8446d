package dev.pointsman.admission;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;

/**
 * Rule that excludes models from a call. The constraints of a request (operation, models, providers, regions,
 * capabilities, context window, tenant, price ceiling) are the first rules; those of
 * {@code ModelRouterBuilder.eligibility} follow. A rule applies in panic mode, to trials, hedges and retries as well.
 *
 * <p>Must be thread-safe and fast: {@link #excludes} is called on the thread of a call, within a decision, for each
 * model that earlier rules admit. It must not block, perform I/O or allocate; a rule on remote data reads a local view.
 * Exceptions end the call.
 */
public interface EligibilityRule {

    /** Dependence of a rule's answer: determines whether decisions may reuse it, and whether waiting may help. */
    enum Dependence {
        /** Only on the model, and never changes: decisions may reuse the answer. */
        MODEL,
        /** On the model and the request. */
        REQUEST,
        /**
         * Also on the time or other changing state: the exclusion is temporary, and a call that may wait for a model
         * asks again after 250 ms.
         */
        TIME
    }

    /**
     * Returns the id of the rule, shown with its exclusions.
     *
     * @return a short name in lower case with hyphens, always the same
     */
    String id();

    /**
     * Returns the dependence of its answers.
     *
     * @return the dependence, always the same; {@link Dependence#REQUEST} by default
     */
    default Dependence dependence() {
        return Dependence.REQUEST;
    }

    /**
     * Returns whether callers learn nothing of the excluded models, not even their names.
     *
     * @return true if its exclusions are concealed, always the same; false by default
     */
    default boolean isConcealing() {
        return false;
    }

    /**
     * Returns whether a model may not serve a request now.
     *
     * @param model the model
     * @param request the request
     * @param nowNanos the time
     * @return true if it is excluded
     */
    boolean excludes(Model model, RouteRequest request, long nowNanos);

    /**
     * Returns whether the rule knows how much of its limit is left, for {@link #headroom}.
     *
     * @return true if strategies may see it, always the same; false by default
     */
    default boolean hasHeadroom() {
        return false;
    }

    /**
     * Returns how much of a limit is left for a model, so that strategies send less to it before the rule excludes it.
     * Called only if {@link #hasHeadroom} is true, within a decision, for each candidate of a strategy that asks.
     *
     * @param model the model
     * @param request the request
     * @param nowNanos the time
     * @return the share that is left: 0 if the limit is used up, 1 if it is not in use or unknown
     */
    default double headroom(Model model, RouteRequest request, long nowNanos) {
        return 1;
    }

    /**
     * Returns the deciding values of an exclusion, computed on demand for explanations and errors. Callers may see it,
     * so it must not contain data of other tenants.
     *
     * @param model the excluded model
     * @param request the request
     * @param nowNanos the time
     * @return readable text
     */
    String detail(Model model, RouteRequest request, long nowNanos);
}
