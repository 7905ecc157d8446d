package dev.pointsman.quality.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Names of what serves each model, as its provider tells them: of the model, and {@code system_fingerprint}, which also
 * depends on the parameters of a request.
 */
public final class ServedNames {
    private final EchoedModels echoed = new EchoedModels();
    private final EchoedModels fingerprints = new EchoedModels();

    /** Creates it without names. */
    public ServedNames() {}

    /** Adds the names of an answer; returns whether one is new. */
    public boolean add(String model, JsonNode request, AnswerParts answer) {
        String group = answer.fingerprint().isEmpty() ? "" : model + " " + AnswerChecks.parameters(request);
        boolean other = fingerprints.add(group, answer.fingerprint());
        return echoed.add(model, answer.model()) || other;
    }

    /** Forgets all names. */
    public void clear() {
        echoed.clear();
        fingerprints.clear();
    }

    /** Writes the names. */
    public void write(DataOutput out) throws IOException {
        echoed.write(out);
        fingerprints.write(out);
    }

    /** Reads names that were written. */
    public void read(DataInput in) throws IOException {
        echoed.read(in);
        fingerprints.read(in);
    }
}
