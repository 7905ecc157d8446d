package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for admissions. The test of an implementation extends this class and returns the admission to test; all
 * tests are inherited.
 */
public abstract class AdmissionContract {

    /** For subclasses. */
    protected AdmissionContract() {}

    /**
     * The admission that is tested.
     *
     * @return a new one
     */
    protected abstract Admission admission();

    /**
     * A request that a new admission admits.
     *
     * @return the request
     */
    protected abstract RouteRequest admitted();

    /**
     * A request that a new admission refuses.
     *
     * @return the request
     */
    protected abstract RouteRequest refused();

    /** A router serves what is admitted, and settles it. */
    @Test
    void anAdmittedCallIsServed() {
        ModelRouter router = ContractRouter.of(Model.builder("a", "p").build())
                .admission(admission())
                .build();
        RouteResult<String> result =
                router.call(admitted().toBuilder().pool("pool").build(), attempt -> "answer");
        assertThat(result.value()).isEqualTo("answer");
    }

    /** The time of a refusal is an argument; the same moment has the same answer. */
    @Test
    void aRefusalIsRepeatable() {
        Admission admission = admission();
        Admission.Result first = admission.admit(refused(), StateTimes.START);
        assertThat(first).isInstanceOf(Admission.Refusal.class);
        assertThat(admission.admit(refused(), StateTimes.START)).isEqualTo(first);
    }

    /** Clients act upon the id. */
    @Test
    void theReasonOfARefusalIsAnId() {
        Admission.Refusal refusal = (Admission.Refusal) admission().admit(refused(), StateTimes.START);
        assertThat(refusal.reason()).matches("[a-z0-9-]+");
        assertThat(refusal.message()).isNotBlank();
    }

    /** A refusal takes nothing from those who are admitted. */
    @Test
    void aRefusalDoesNotConsumeAnything() {
        Admission admission = admission();
        for (int i = 0; i < 100; i++) {
            admission.admit(refused(), StateTimes.START);
        }
        assertThat(admission.admit(admitted(), StateTimes.START)).isInstanceOf(Admission.Permit.class);
    }
}
