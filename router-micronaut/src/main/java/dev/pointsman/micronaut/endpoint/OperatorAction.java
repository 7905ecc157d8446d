package dev.pointsman.micronaut.endpoint;

/** Action of an operator. */
interface OperatorAction {

    /** Returns the name in the endpoint's path and in records. */
    String name();

    /**
     * Validates the parameters.
     *
     * @param input the parameters; errors are reported there
     * @return the change, to be run only if there was no error
     */
    Runnable prepare(ActionParameters input);
}
