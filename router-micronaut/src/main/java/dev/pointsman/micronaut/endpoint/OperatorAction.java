package dev.pointsman.micronaut.endpoint;

/** One thing that an operator can do. */
interface OperatorAction {

    /** What it is called by, in the endpoint's path and in every record of it. */
    String name();

    /**
     * Checks the values given with it.
     *
     * @param input the values; mistakes are reported there
     * @return what does it, to be run only if there was no mistake
     */
    Runnable prepare(ActionParameters input);
}
