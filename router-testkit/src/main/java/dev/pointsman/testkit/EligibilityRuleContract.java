package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for eligibility rules. The test of a rule extends this class and returns the rule to test with a case of
 * each kind; all tests are inherited.
 */
public abstract class EligibilityRuleContract {

    /** For subclasses. */
    protected EligibilityRuleContract() {}

    /**
     * The rule that is tested.
     *
     * @return a new one, or always the same
     */
    protected abstract EligibilityRule rule();

    /**
     * A model that the rule excludes from {@link #request}.
     *
     * @return the model
     */
    protected abstract Model excluded();

    /**
     * A model that the rule admits to {@link #request}.
     *
     * @return the model, with another id
     */
    protected abstract Model admitted();

    /**
     * The request.
     *
     * @return the request; {@link RouteRequest#ANY} by default
     */
    protected RouteRequest request() {
        return RouteRequest.ANY;
    }

    /** Clients and logs compare the id. */
    @Test
    void itsIdIsShortAndAlwaysTheSame() {
        assertThat(rule().id()).matches("[a-z0-9-]+").isEqualTo(rule().id());
        assertThat(rule().dependence()).isEqualTo(rule().dependence());
    }

    /** A log of decisions must be repeatable. */
    @Test
    void theSameMomentHasTheSameAnswer() {
        EligibilityRule rule = rule();
        for (int i = 0; i < 3; i++) {
            assertThat(rule.excludes(excluded(), request(), StateTimes.START)).isTrue();
            assertThat(rule.excludes(admitted(), request(), StateTimes.START)).isFalse();
        }
    }

    /** A decision reuses the answer for other requests and times if the rule says so. */
    @Test
    void anAnswerThatDependsOnTheModelHoldsForEveryRequestAndTime() {
        EligibilityRule rule = rule();
        if (rule.dependence() == EligibilityRule.Dependence.MODEL) {
            RouteRequest other =
                    RouteRequest.builder().tenant("other").session("other").build();
            assertThat(rule.excludes(excluded(), other, StateTimes.after(86_400)))
                    .isTrue();
            assertThat(rule.excludes(admitted(), other, StateTimes.after(86_400)))
                    .isFalse();
        }
    }

    /** An operator must see why a model gets no calls. */
    @Test
    void anExclusionIsShownWithIdAndText() {
        ModelRouter router =
                ContractRouter.of(excluded(), admitted()).eligibility(rule()).build();
        assertThat(router.operations()
                        .exclusions(request().toBuilder().pool("pool").build()))
                .singleElement()
                .satisfies(exclusion -> {
                    assertThat(exclusion.model()).isEqualTo(excluded().id());
                    assertThat(exclusion.id()).isEqualTo(rule().id());
                    assertThat(exclusion.detail()).isNotBlank();
                    assertThat(exclusion.reason()).isIn(Exclusion.Reason.RULE, Exclusion.Reason.LIMITED);
                });
    }
}
