package dev.pointsman.replay.simulator.session;

/** Oracles: policies that know every provider's regime, queue and cache, but not the random numbers of a call. */
enum SessionOracle {
    /** Takes the provider with the least loss of each turn alone. */
    GREEDY,
    /** Takes, at each turn, the provider with the least loss of all the turns left and their pauses. */
    PLAN,
    /** Takes the plan's provider at the first turn, and stays with it; a failed attempt goes to another one. */
    PINNED
}
