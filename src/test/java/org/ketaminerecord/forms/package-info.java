/** Forms: what is extracted of responses to the forms of our guide, and of others; what is filled in. */
package org.ketaminerecord.forms;
