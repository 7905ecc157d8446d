package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.model.Model;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Cache of the models of a log by id; replaced when price or quality has changed. */
final class ModelCache {
    private final Map<String, Model> known = new HashMap<>();

    Model of(LoggedCandidate candidate) {
        Model model = known.get(candidate.model());
        if (model != null
                && model.quality() == candidate.quality()
                && Objects.equals(model.price(), candidate.price())
                && model.provider().equals(candidate.provider())) {
            return model;
        }
        Model made = Model.builder(candidate.model(), candidate.provider())
                .price(candidate.price())
                .quality(candidate.quality())
                .build();
        known.put(candidate.model(), made);
        return made;
    }
}
