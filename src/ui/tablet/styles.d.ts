/** A style sheet that comes with the part that imports it. */
declare module '*.css';
