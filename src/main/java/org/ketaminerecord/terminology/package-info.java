/**
 * What value sets and code systems mean: which codes are in a ValueSet (R4 valueset.html#compositions), and which codes a
 * code subsumes (R4 codesystem.html#hierarchy). The definitions come from whoever has them ({@code TerminologyContent}).
 *
 * <p>May use: {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.terminology;
