'use client';

export { PageTrouble as default } from '@/components/ui/page-trouble';
