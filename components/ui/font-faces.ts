import '@fontsource/noto-serif-sc/400.css';
import '@fontsource/noto-serif-sc/600.css';
import 'lxgw-wenkai-webfont/lxgwwenkai-regular.css';
