package dev.pointsman.replay.simulator.quality;

import dev.pointsman.quality.QualitySignal;

/**
 * Change of some models at a time.
 *
 * @param signal the signal that changes
 * @param from share of bad outcomes, or mean loss, before
 * @param to the same after
 * @param models number of models in each pool that change
 * @param hour the hour at which it begins
 * @param hours its length
 */
record QualityChange(QualitySignal signal, double from, double to, int models, double hour, double hours) {
    static final QualityChange NONE = new QualityChange(QualitySignal.TOOL_CALLS, 0.02, 0.02, 0, 0, 0);

    /** Returns what is added to the rate at a time. */
    double added(QualitySignal of, int position, double now) {
        boolean applies = of == signal && position < models && now >= hour && now < hour + hours;
        return applies ? to - from : 0;
    }

    double base(QualitySignal of, double usual) {
        return of == signal && models > 0 ? from : usual;
    }
}
