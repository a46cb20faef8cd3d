/**
 * JSON as FHIR needs it: numbers keep the digits they were written with, members keep their order, and
 * what is read can be written back without a change but for white space.
 *
 * <p>May use: {@code outcome}.
 */
package org.ketaminerecord.json;
