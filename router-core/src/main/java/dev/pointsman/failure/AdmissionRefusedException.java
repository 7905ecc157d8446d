package dev.pointsman.failure;

import dev.pointsman.admission.Admission;
import dev.pointsman.trace.RouteTrace;
import java.io.Serial;

/** Thrown when a call was not admitted; no model was tried. */
public final class AdmissionRefusedException extends RoutingException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Admission.Refusal refusal;

    /**
     * Creates the exception.
     *
     * @param trace the trace of the call
     * @param refusal the refusal
     */
    public AdmissionRefusedException(RouteTrace trace, Admission.Refusal refusal) {
        super("the call was not admitted: " + refusal.reason() + " (" + refusal.message() + ")", trace, null);
        this.refusal = refusal;
    }

    /**
     * Returns the refusal.
     *
     * @return the reason, and the time after which a call may be admitted
     */
    public Admission.Refusal refusal() {
        return refusal;
    }
}
