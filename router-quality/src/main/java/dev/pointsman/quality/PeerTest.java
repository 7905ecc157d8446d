package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Comparison of the models of a pool in one class of calls, given the probability with which each was drawn. Whatever
 * makes calls harder for all models alike is no evidence against any of them.
 */
interface PeerTest {

    /** Adds an observation to the baseline. */
    void learn(Draw draw, double loss);

    /** Freezes the baseline if it has enough observations. */
    boolean freeze();

    /** Returns whether the baseline is frozen. */
    boolean isFrozen();

    /** Starts an observation, before the factors of single models are read; false if it is no evidence at all. */
    boolean begin(Draw draw, double loss);

    /** Returns the factor of a bet that a model has become worse than its peers; 1 if that model cannot be compared. */
    double factor(int member, int bet);

    /** Ends the observation. */
    void end(Draw draw, double loss);

    /** Learns one model anew, compared with the frozen others. */
    void relearn(int member);

    /** Ends the learning of one model; false if it has too few observations. */
    boolean freeze(int member);

    /** Writes the state. */
    void write(DataOutput out) throws IOException;

    /** Reads a state that was written for as many models. */
    void read(DataInput in) throws IOException;
}
