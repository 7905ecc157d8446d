package dev.pointsman.admission.internal;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.CompletedCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admission of one call: asked once, its permit settled once. Guarded by its call. */
public final class CallAdmission {
    /** The admission of every call of a router without one; has no state. */
    private static final CallAdmission NONE = new CallAdmission(null);

    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.router.ModelRouter");

    private @Nullable Admission open; // null after it was asked
    private Admission.@Nullable Permit permit; // null before it is granted, and after its settlement
    private Admission.@Nullable Refusal refusal;

    private CallAdmission(@Nullable Admission open) {
        this.open = open;
    }

    public static CallAdmission of(@Nullable Admission admission) {
        return admission == null ? NONE : new CallAdmission(admission);
    }

    /** Returns whether the call may go on; asks the first time. */
    public boolean admits(RouteRequest request, List<Model> models, long now) {
        Admission asked = open;
        if (asked != null) {
            open = null;
            Admission.Result result = asked.admit(request, models, now);
            if (result instanceof Admission.Refusal refused) {
                refusal = refused;
            } else {
                permit = (Admission.Permit) result;
            }
        }
        return refusal == null;
    }

    /** Returns the refusal; null if the call was admitted or never asked. */
    public Admission.@Nullable Refusal refusal() {
        return refusal;
    }

    /** Returns whether the end of the call concerns it: it was refused, or its permit is to be settled. */
    public boolean awaitsEnd() {
        return permit != null || refusal != null;
    }

    public void settle(CompletedCall call, long now) {
        Admission.Permit granted = permit;
        if (granted == null) {
            return;
        }
        permit = null;
        try {
            granted.settle(call, now);
        } catch (Throwable e) { // the listeners must still be notified
            LOG.warn("The permit of call {} could not be settled", call.trace().decisionId(), e);
        }
    }
}
