/** The same questions put to the server and to an evaluation in memory that is as plain as the specification's words. */
package org.ketaminerecord.search.differential;
