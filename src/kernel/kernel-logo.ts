/** The picture beside the kernel's name: a river bed with three tasks in it. */
export const kernelLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="12" fill="#12507b"/>
<path d="M6 22c14-12 24 14 52 0M6 38c14-12 24 14 52 0" fill="none" stroke="#7cc7f2" stroke-width="5" stroke-linecap="round"/>
<circle cx="18" cy="20" r="6" fill="#fff"/><circle cx="34" cy="38" r="6" fill="#fff"/><circle cx="50" cy="24" r="6" fill="#ffd166"/>
</svg>
`;
