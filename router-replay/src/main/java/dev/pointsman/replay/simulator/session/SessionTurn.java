package dev.pointsman.replay.simulator.session;

/**
 * Turn of a session.
 *
 * @param earliest seconds after the beginning before which it does not begin; at least 0
 * @param pause seconds from the end of the turn before, if there is one; at least 0
 * @param prompt its prompt
 * @param outputTokens tokens of its answer; over 0
 */
record SessionTurn(double earliest, double pause, PromptPrefixes prompt, int outputTokens) {}
