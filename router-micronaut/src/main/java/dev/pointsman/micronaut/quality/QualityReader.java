package dev.pointsman.micronaut.quality;

import dev.pointsman.quality.LearnedModel;
import dev.pointsman.quality.QualityStatus;
import java.util.List;

/** Reader of the state of the monitor, every few seconds, on the monitor's thread. */
interface QualityReader {
    void read(List<QualityStatus> signals, List<LearnedModel> models);
}
